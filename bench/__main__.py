"""`python -m bench [name…]`: measure all, or the named benches, and say which targets are met.

BENCH_SCALE=0.01 does it with a hundredth of the bookings and events, to see that all works: its numbers mean nothing.
"""

import sys

if __name__ == "__main__":
    # Only here: every process that a bench starts imports this file anew, and should not have to import the product.
    from bench.running import main

    main(sys.argv[1:])
