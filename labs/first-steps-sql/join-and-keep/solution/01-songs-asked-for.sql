SELECT DISTINCT songs.id, songs.title, artists.name AS artist
FROM songs
LEFT JOIN artists ON artists.id = songs.artist_id
JOIN requests ON requests.song_id = songs.id;
