"""What marks a test here, and how examples are made up.

`pytest -m "not model and not node"` leaves the ones that run in a few seconds anywhere.
"""

from hypothesis import settings

# The same examples in every run, and none too slow on a busy machine: a failure is a fault, not a draw.
settings.register_profile("kgraph", derandomize=True, deadline=None)
settings.load_profile("kgraph")


def pytest_configure(config):
    config.addinivalue_line("markers", "model: loads the language pipeline, seconds of start-up")
    config.addinivalue_line("markers", "node: runs Node with the packages of tests/graphology, else it is skipped")
    config.addinivalue_line("markers", "slow: takes more than a few seconds")
