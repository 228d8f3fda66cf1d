"""The model as SQLAlchemy tables; the SQL is made from them."""
from sqlalchemy import BigInteger, Column, DateTime, Float, ForeignKey, Integer, MetaData, SmallInteger, String, Table

metadata = MetaData()

dim_users = Table(
    "dim_users", metadata,
    Column("user_id", Integer, primary_key=True, autoincrement=False),
    Column("first_name", String(60)), Column("last_name", String(60)), Column("gender", String(1)), Column("level", String(8), nullable=False),
)
dim_artists = Table(
    "dim_artists", metadata,
    Column("artist_id", String(20), primary_key=True), Column("artist_name", String, nullable=False), Column("artist_location", String),
    Column("artist_latitude", Float), Column("artist_longitude", Float),
)
dim_songs = Table(
    "dim_songs", metadata,
    Column("song_id", String(20), primary_key=True), Column("title", String, nullable=False),
    Column("artist_id", ForeignKey("dim_artists.artist_id"), nullable=False), Column("year", Integer), Column("duration", Float(53)),
)
dim_time = Table(
    "dim_time", metadata,
    Column("start_time", DateTime, primary_key=True),
    *(Column(part, SmallInteger, nullable=False) for part in ("hour", "day", "week", "month", "year", "weekday")),
)
fact_songplays = Table(
    "fact_songplays", metadata,
    Column("songplay_id", BigInteger, primary_key=True), Column("start_time", DateTime, nullable=False), Column("user_id", Integer, nullable=False),
    Column("level", String(8)), Column("song_id", String(20)), Column("artist_id", String(20)), Column("session_id", Integer),
    Column("location", String), Column("user_agent", String),
)
