"""`python -m kg` is `kg`."""

import sys


def run() -> int:
    """Run one command; whoever interrupts it while it still loads sees no traceback either."""
    try:
        from kg.cli import main

        return main()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return 130


if __name__ == "__main__":
    sys.exit(run())
