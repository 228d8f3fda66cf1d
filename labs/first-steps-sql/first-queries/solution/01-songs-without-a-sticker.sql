SELECT title, seconds
FROM songs
WHERE seconds <= 180 AND mood IS NULL;
