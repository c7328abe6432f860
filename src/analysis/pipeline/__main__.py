"""``python -m analysis.pipeline STAGE``: tied to its starter before anything else is imported."""

import sys

from analysis.pipeline.lifeline import tie_to_starter

if __name__ == "__main__":
    tie_to_starter()
    from analysis.pipeline.run import main

    sys.exit(main())
