SELECT title, released
FROM songs
WHERE released IS NOT NULL
ORDER BY released DESC, title
LIMIT 5;
