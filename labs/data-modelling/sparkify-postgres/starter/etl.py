"""Reads the song files and the log files, and fills the star schema from them."""

import json
from pathlib import Path

import pandas as pd
import psycopg2

from sql_queries import (
    artist_table_insert,
    song_select,
    song_table_insert,
    songplay_table_insert,
    time_table_insert,
    user_table_insert,
)


def process_song_file(cur, filepath):
    """Stores the song and the artist of one song file."""
    song = json.loads(Path(filepath).read_text(encoding="utf-8"))
    # Exercise "Songs and artists": execute artist_table_insert and song_table_insert with the right values of `song`.


def read_plays(filepath):
    """The plays of one log file, oldest first. All other events are left out."""
    events = pd.read_json(filepath, lines=True)
    # Exercise "Users": keep the events whose page is NextSong.
    return events.sort_values("ts", kind="stable")


def insert_users(cur, plays):
    """Stores who played something; of each user the latest level wins."""
    # Exercise "Users"


def insert_time(cur, plays):
    """Stores each moment at which a play began, taken apart."""
    # Exercise "Moments"


def insert_songplays(cur, plays):
    """Stores every play, with song and artist where they are known."""
    # Exercise "The plays"


def process_log_file(cur, filepath):
    """Stores the plays of one log file: users, moments, and the plays themselves."""
    plays = read_plays(filepath)
    insert_users(cur, plays)
    insert_time(cur, plays)
    insert_songplays(cur, plays)


def process_data(cur, conn, filepath, func):
    """Calls `func` for every JSON file below a folder, in the order of their names; each file is one transaction."""
    files = sorted(Path(filepath).rglob("*.json"))
    print(f"{len(files)} files in {filepath}")
    for file in files:
        func(cur, str(file))
        conn.commit()


def main():
    conn = psycopg2.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student")
    cur = conn.cursor()
    process_data(cur, conn, filepath="data/song_data", func=process_song_file)
    process_data(cur, conn, filepath="data/log_data", func=process_log_file)
    conn.close()


if __name__ == "__main__":
    main()
