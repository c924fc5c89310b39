"""What a process does when it is told to end."""

import subprocess
import sys

_TOLD_AT_EACH_LINE_OF_ITS_WAIT = """
import os, signal, sys, threading
from workers.stopping import stop_requested

def told_at(line):
    stop, seen = stop_requested(), 0

    def trace(frame, event, _):
        nonlocal seen
        seen += event == "line"
        if event == "line" and seen == line:
            signal.raise_signal(signal.SIGTERM)
        return trace

    later = threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM))  # where the wait has fewer lines
    later.start()
    sys.settrace(trace)
    stop.wait()
    sys.settrace(None)
    later.join()

for line in range(1, 13):
    told_at(line)
"""


def test_a_signal_ends_the_wait_for_it_whenever_it_comes() -> None:
    """Also in the moment in which the process begins to wait."""
    subprocess.run([sys.executable, "-c", _TOLD_AT_EACH_LINE_OF_ITS_WAIT], check=True, timeout=30)
