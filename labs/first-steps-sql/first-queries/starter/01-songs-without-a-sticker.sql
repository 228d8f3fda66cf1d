SELECT *
FROM songs
WHERE seconds <= 180;
