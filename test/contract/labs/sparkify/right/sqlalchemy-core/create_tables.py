from sqlalchemy import create_engine, text

from sql_queries import metadata

SERVER = "postgresql+psycopg2://student:student@127.0.0.1"


def create_database():
    engine = create_engine(f"{SERVER}/studentdb", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS sparkifydb"))
        connection.execute(text("CREATE DATABASE sparkifydb"))
    engine.dispose()


def main():
    create_database()
    engine = create_engine(f"{SERVER}/sparkifydb")
    metadata.drop_all(engine)
    metadata.create_all(engine)
    engine.dispose()


if __name__ == "__main__":
    main()
