"""`python -m lineup.engine.worker`. Kept light: every child process imports this module again."""

if __name__ == "__main__":
    from lineup.engine.worker.main import main

    main()
