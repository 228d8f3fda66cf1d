DROP TABLE IF EXISTS hits;

CREATE TABLE hits (
  song_id text
);

INSERT INTO hits (song_id)
SELECT song_id
FROM requests;
