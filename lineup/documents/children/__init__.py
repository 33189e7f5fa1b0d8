"""Programs that read hostile files, each run in a process of its own that may die.

They import nothing of the contract: pydantic alone would take longer to start than most of the work.
"""
