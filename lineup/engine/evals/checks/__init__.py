"""The declared checks. Each takes what is scored and yields items; one that has nothing to look at says why."""
