"""The dashboard's pages; `navigation.py` is the main script that runs the chosen one."""
