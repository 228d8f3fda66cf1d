-- A music service, a shop and an airline, small enough to look at, with the traps that make wrong queries wrong.

CREATE TABLE artists (artist_id text PRIMARY KEY, name text NOT NULL, city text, latitude numeric, longitude numeric);
INSERT INTO artists VALUES
  ('AR1', 'Blue Kettle', 'Leeds', 53.80, -1.55), ('AR2', 'Marta Sol', 'Sevilla', 37.39, -5.99),
  ('AR3', 'The Night Buses', NULL, NULL, NULL), ('AR4', 'Björk Olsen', 'Bergen', 60.39, 5.32),
  ('AR5', 'Paper Moons', 'Austin', 30.27, -97.74), ('AR6', 'O''Hara & Co', 'Cork', 51.90, -8.47),
  ('AR7', 'Zinc', NULL, NULL, NULL), ('AR8', 'Low Tide', 'Perth', -31.95, 115.86);

CREATE TABLE songs (
  song_id text PRIMARY KEY, title text NOT NULL, artist_id text NOT NULL REFERENCES artists, year int NOT NULL,
  duration numeric(8, 5) NOT NULL
);
INSERT INTO songs VALUES
  ('SO01', 'Intro', 'AR1', 2001, 61.54321), ('SO02', 'Kettle Song', 'AR1', 2003, 180.00000),
  ('SO03', 'Rain on Tin', 'AR1', 2003, 245.91220), ('SO04', 'Intro', 'AR3', 2010, 75.25104),
  ('SO05', 'Last Stop', 'AR3', 2010, 301.77310), ('SO06', 'Route 9', 'AR3', 0, 180.00000),
  ('SO07', 'Home', 'AR2', 1998, 212.40281), ('SO08', 'Arena', 'AR2', 1998, 199.33370),
  ('SO09', 'Luz', 'AR2', 0, 148.06975), ('SO10', 'Sombra', 'AR2', 2004, 222.22231),
  ('SO11', 'Fjord', 'AR4', 2015, 410.10140), ('SO12', 'Home', 'AR4', 2015, 188.81016),
  ('SO13', 'Origami', 'AR5', 2008, 177.65220), ('SO14', 'Lantern', 'AR5', 2008, 233.19402),
  ('SO15', 'Half a Moon', 'AR5', 2009, 199.99958), ('SO16', 'Fold', 'AR5', 2011, 180.00000),
  ('SO17', 'Harbour', 'AR6', 1987, 264.30667), ('SO18', 'Whistle', 'AR6', 1987, 155.71592),
  ('SO19', 'Galvanise', 'AR7', 0, 201.45587), ('SO20', 'Solder', 'AR7', 2019, 93.26975);

CREATE TABLE users (
  user_id int PRIMARY KEY, first_name text NOT NULL, last_name text NOT NULL, gender text NOT NULL, level text NOT NULL, country text
);
INSERT INTO users VALUES
  (1, 'Ada', 'Stone', 'F', 'free', 'UK'), (2, 'Ben', 'Ortiz', 'M', 'free', 'ES'), (3, 'Chloe', 'Frank', 'F', 'paid', NULL),
  (4, 'Dan', 'Morris', 'M', 'paid', 'UK'), (5, 'Eva', 'Lind', 'F', 'free', 'NO'), (6, 'Finn', 'Lind', 'M', 'free', NULL),
  (7, 'Gina', 'Cruz', 'F', 'paid', 'ES'), (8, 'Hugo', 'Thomas', 'M', 'free', 'US'), (9, 'Ines', 'Abel', 'F', 'free', 'ES'),
  (10, 'Jon', 'Scott', 'M', 'paid', 'US'), (11, 'Kim', 'Frank', 'F', 'free', 'UK'), (12, 'Leo', 'Park', 'M', 'free', NULL),
  (13, 'Mia', 'Stone', 'F', 'paid', 'US'), (14, 'Noah', 'Reed', 'M', 'free', 'NO'), (15, 'Olga', 'Petrov', 'F', 'free', 'UK'),
  (16, 'Pia', 'Quist', 'F', 'free', 'NO'), (17, 'Quin', 'Moss', 'M', 'free', 'US');

-- Events of two weeks: plays and other pages, logged-out ones, songs of the catalogue and others that share only their titles.
CREATE TABLE events (
  event_id int PRIMARY KEY, ts bigint NOT NULL, user_id int, session_id int NOT NULL, item int NOT NULL, page text NOT NULL,
  song text, artist text, length numeric, level text NOT NULL
);
INSERT INTO events
SELECT n, 1541030400000 + n * 5417123::bigint, CASE WHEN page <> 'Logout' THEN n % 15 + 1 END, 100 + n / 10, n % 10, page,
  CASE WHEN page = 'NextSong' THEN CASE WHEN n % 4 < 2 THEN s.title ELSE 'Track ' || n % 30 END END,
  CASE WHEN page = 'NextSong' THEN CASE n % 4 WHEN 0 THEN a.name WHEN 1 THEN 'Nobody' ELSE 'Band ' || n % 9 END END,
  CASE WHEN page = 'NextSong' THEN CASE n % 4 WHEN 0 THEN s.duration ELSE 150.25 + n * 0.37 END END,
  CASE WHEN n % 15 + 1 IN (4, 10, 13) OR n % 15 + 1 IN (3, 7) AND n > 90 THEN 'paid' ELSE 'free' END
FROM (
  SELECT n, CASE WHEN n % 7 = 0 THEN 'Home' WHEN n % 11 = 0 THEN 'Logout' ELSE 'NextSong' END AS page,
    'SO' || lpad(((n / 4) % 20 + 1)::text, 2, '0') AS song_id
  FROM generate_series(1, 200) AS n
) AS e JOIN songs AS s USING (song_id) JOIN artists AS a USING (artist_id);

CREATE VIEW plays AS SELECT * FROM events WHERE page = 'NextSong';

CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, email text NOT NULL, city text, phone text);
INSERT INTO customers
SELECT n, (ARRAY['Ann', 'Bob', 'Cy', 'Dee', 'Ed', 'Flo', 'Gus', 'Hal', 'Ida', 'Jo'])[(n - 1) % 10 + 1] || ' ' ||
    (ARRAY['Miller', 'Baker', 'Cook', 'Smith'])[(n * 7) % 4 + 1],
  'Customer' || n || '@Example.com', CASE WHEN n % 5 <> 0 THEN (ARRAY['Graz', 'Linz', 'Wels'])[n % 3 + 1] END,
  CASE WHEN n % 4 = 0 THEN '' ELSE '0650' || n * 1237 END
FROM generate_series(1, 20) AS n;

CREATE TABLE products (id int PRIMARY KEY, name text NOT NULL, category text NOT NULL, price_cents int NOT NULL);
INSERT INTO products VALUES
  (1, 'Mug', 'kitchen', 1290), (2, 'Teapot', 'kitchen', 4550), (3, 'Tray', 'kitchen', 2199), (4, 'Lamp', 'living', 8900),
  (5, 'Rug', 'living', 15950), (6, 'Vase', 'living', 3375), (7, 'Rake', 'garden', 2449), (8, 'Hose', 'garden', 3899),
  (9, 'Spade', 'garden', 2775), (10, 'Towel', 'bath', 1825), (11, 'Mirror', 'bath', 7650), (12, 'Candle', 'living', 599);

CREATE TABLE orders (
  id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, ordered_at timestamptz NOT NULL, status text NOT NULL,
  discount numeric(6, 2)
);
INSERT INTO orders
SELECT n, n * 11 % 17 + 1, timestamptz '2024-03-01 00:30:00+00' + n * interval '17 hours 43 minutes',
  (ARRAY['paid', 'shipped', 'shipped', 'cancelled', 'paid', 'returned'])[n % 6 + 1],
  CASE WHEN n % 3 = 0 THEN (n % 7 + 1) * 1.25 END
FROM generate_series(1, 60) AS n;

CREATE TABLE order_items (
  order_id int REFERENCES orders, line int, product_id int NOT NULL REFERENCES products, quantity int NOT NULL, PRIMARY KEY (order_id, line)
);
INSERT INTO order_items
SELECT o.id, line, (o.id * 5 + line * 3) % 11 + 1, (o.id + line) % 4 + 1
FROM orders AS o, generate_series(1, 3) AS line WHERE line <= o.id % 3 + 1;

CREATE TABLE payments (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders, amount numeric(8, 2) NOT NULL, paid_at timestamptz NOT NULL);
INSERT INTO payments
SELECT row_number() OVER (ORDER BY o.id, part), o.id, 17.35 + o.id * 3.11 + part, o.ordered_at + part * interval '2 days 3 hours'
FROM orders AS o, generate_series(1, 2) AS part WHERE o.status <> 'cancelled' AND (part = 1 OR o.id % 4 = 0);

CREATE TABLE airports (code text PRIMARY KEY, city text NOT NULL, country text NOT NULL, tz text NOT NULL);
INSERT INTO airports VALUES
  ('VIE', 'Vienna', 'AT', 'Europe/Vienna'), ('LHR', 'London', 'GB', 'Europe/London'), ('JFK', 'New York', 'US', 'America/New_York'),
  ('LAX', 'Los Angeles', 'US', 'America/Los_Angeles'), ('NRT', 'Tokyo', 'JP', 'Asia/Tokyo'), ('DEL', 'Delhi', 'IN', 'Asia/Kolkata'),
  ('OSL', 'Oslo', 'NO', 'Europe/Oslo'), ('CPT', 'Cape Town', 'ZA', 'Africa/Johannesburg');

CREATE TABLE flights (
  flight_id int PRIMARY KEY, airline text NOT NULL, origin text NOT NULL REFERENCES airports, destination text NOT NULL REFERENCES airports,
  departs timestamp NOT NULL, minutes int NOT NULL, distance_km int NOT NULL, status text NOT NULL, delay int
);
INSERT INTO flights
SELECT n, (ARRAY['ALPINE', 'NORDIC', 'PACIFIC', 'CAPE'])[n % 4 + 1], codes[n % 7 + 1], codes[(n % 7 + n / 7 % 6 + 1) % 7 + 1],
  timestamp '2024-06-03 05:10:00' + n * interval '5 hours 25 minutes', 95 + n * 13 % 600, 400 + n * 137 % 9000,
  CASE WHEN n % 13 = 0 THEN 'cancelled' ELSE 'landed' END, CASE WHEN n % 13 <> 0 THEN n * 7 % 45 END
FROM (SELECT n, ARRAY['VIE', 'LHR', 'JFK', 'LAX', 'NRT', 'DEL', 'OSL'] AS codes FROM generate_series(1, 84) AS n) AS f;

CREATE TABLE bookings (
  booking_id int PRIMARY KEY, flight_id int NOT NULL REFERENCES flights, passenger text NOT NULL, cabin text NOT NULL, fare numeric(8, 2) NOT NULL
);
INSERT INTO bookings
SELECT n, n * 5 % 84 + 1, 'Passenger ' || n % 61, (ARRAY['economy', 'economy', 'economy', 'business'])[n % 4 + 1], 89.90 + n * 7.35 % 640
FROM generate_series(1, 240) AS n WHERE n * 5 % 84 + 1 NOT IN (10, 20, 30, 40);
