DROP TABLE IF EXISTS hits;

CREATE TABLE hits (
  song_id     integer PRIMARY KEY REFERENCES songs (id),
  times_asked integer NOT NULL,
  last_asked  date    NOT NULL
);

INSERT INTO hits (song_id, times_asked, last_asked)
SELECT song_id, count(*), max(asked_on)
FROM requests
GROUP BY song_id
HAVING count(*) >= 3;
