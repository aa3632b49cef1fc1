"""The catalogue of everything that can be wrong with an export, each with a stable code and what to
do about it, and how it is told.
"""

from ingestion.problems.kinds import *  # noqa: F403
from ingestion.problems.of_bytes import *  # noqa: F403
from ingestion.problems.of_cells import *  # noqa: F403
from ingestion.problems.of_files import *  # noqa: F403
from ingestion.problems.of_gates import *  # noqa: F403
from ingestion.problems.of_keeping import *  # noqa: F403
from ingestion.problems.of_mappings import *  # noqa: F403
from ingestion.problems.of_people import *  # noqa: F403
from ingestion.problems.of_rows import *  # noqa: F403
from ingestion.problems.of_statutory import *  # noqa: F403
from ingestion.problems.telling import *  # noqa: F403
