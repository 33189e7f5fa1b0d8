"""The official SDK warns about itself when it is imported; everything after that counts as an error, as elsewhere."""

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings(
        "ignore", message="The 'initial' parameter is deprecated", category=DeprecationWarning
    )
    import datalab_sdk  # noqa: F401 (imported here once, so that the tests find it quiet)
