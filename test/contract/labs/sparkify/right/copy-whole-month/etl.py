"""Everything in data frames, then one COPY for each table."""
from io import StringIO
from pathlib import Path

import pandas as pd
import psycopg2


def read(folder: str) -> pd.DataFrame:
    frames = [pd.read_json(file, lines=True, dtype=False) for file in sorted(Path(folder).rglob("*.json"))]
    return pd.concat(frames, ignore_index=True)


def copy(cur, table: str, frame: pd.DataFrame) -> None:
    buffer = StringIO()
    frame.to_csv(buffer, index=False, header=False)
    buffer.seek(0)
    cur.copy_expert(f"COPY {table} ({', '.join(frame.columns)}) FROM STDIN WITH CSV", buffer)


def song_frames(raw: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    songs = raw[["song_id", "title", "artist_id", "year", "duration"]].drop_duplicates("song_id")
    artists = (
        raw.rename(columns={"artist_name": "name", "artist_location": "location", "artist_latitude": "latitude", "artist_longitude": "longitude"})
        [["artist_id", "name", "location", "latitude", "longitude"]].drop_duplicates("artist_id", keep="last")
    )
    return songs, artists


def time_frame(plays: pd.DataFrame) -> pd.DataFrame:
    start = plays["start_time"].drop_duplicates()
    return pd.DataFrame({
        "start_time": start, "hour": start.dt.hour, "day": start.dt.day, "week": start.dt.isocalendar().week,
        "month": start.dt.month, "year": start.dt.year, "weekday": start.dt.isocalendar().day,
    })


def main() -> None:
    songs, artists = song_frames(read("data/song_data"))
    events = read("data/log_data")
    plays = events.query("page == 'NextSong'").sort_values("ts").reset_index(drop=True)
    plays["start_time"] = pd.to_datetime(plays["ts"], unit="ms")
    plays["user_id"] = plays["userId"].astype(int)

    users = plays.drop_duplicates("user_id", keep="last").rename(columns={"firstName": "first_name", "lastName": "last_name"})
    known = songs.merge(artists, on="artist_id")[["title", "name", "duration", "song_id", "artist_id"]]
    facts = plays.merge(known, how="left", left_on=["song", "artist", "length"], right_on=["title", "name", "duration"])
    facts = facts.rename(columns={"sessionId": "session_id", "userAgent": "user_agent"})
    facts["songplay_id"] = facts.index

    with psycopg2.connect("host=127.0.0.1 dbname=sparkifydb user=student password=student") as conn, conn.cursor() as cur:
        copy(cur, "artists", artists)
        copy(cur, "songs", songs)
        copy(cur, "users", users[["user_id", "first_name", "last_name", "gender", "level"]])
        copy(cur, "time", time_frame(plays))
        copy(cur, "songplays", facts[["songplay_id", "start_time", "user_id", "level", "song_id", "artist_id", "session_id", "location", "user_agent"]])
    conn.close()


if __name__ == "__main__":
    main()
