SELECT title, released
FROM songs
ORDER BY released;
