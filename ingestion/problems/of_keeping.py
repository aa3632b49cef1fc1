"""What is said of what is kept: acceptances, versions, retention and erasure, SM-501 to SM-549."""

from ingestion.problems.kinds import ProblemKind, enter


class KeepingError(Exception):
    """Something that was asked for cannot be done: its words are those of the catalogue."""

    def __init__(self, kind: ProblemKind, **details: object) -> None:
        self.kind = kind
        sentence, fix = kind.sentence.format(**details), kind.fix.format(**details)
        super().__init__(f"{kind.code} {kind.title}. {sentence}\n{fix}")


GATE_ACCEPTED = enter(
    "SM-501",
    "Published although a gate refused it",
    "{sentence} {by} accepted this on {day}: {reason}",
    "Nothing needs doing. If it should not stand, roll back, or export the file again.",
    "warning",
    "warning",
)
LOAD_NOT_REFUSED = enter(
    "SM-502",
    "Nothing to accept",
    "The last refresh did not refuse {load}. {standing}",
    "Copy the load from the refusal, or run the refresh again to see what stands in the way.",
    "error",
    "warning",
)
CANNOT_ACCEPT = enter(
    "SM-503",
    "This cannot be accepted",
    "{load} could not be read, so there is nothing in it to accept.",
    "Correct the file as the report says, or take it out of the inbox.",
    "error",
    "warning",
)
WHO_AND_WHY = enter(
    "SM-504",
    "A name and a reason are needed",
    "{missing} is empty.",
    "Say who decides, and why, in words that will be understood in a year.",
    "error",
    "warning",
)
NO_EARLIER_VERSION = enter(
    "SM-511",
    "No earlier version to go back to",
    "No version earlier than {file} is kept whole.",
    "`history` lists what was published. A version that is no longer kept cannot be served again.",
    "error",
    "warning",
)
VERSION_NOT_KEPT = enter(
    "SM-512",
    "That version is not kept",
    "{file} is not among the versions that are kept whole: {kept}.",
    "Name one of those, or leave out --to for the one before.",
    "error",
    "warning",
)
ROLLED_BACK = enter(
    "SM-513",
    "An earlier version is shown",
    "On {day} {by} went back to {file}: {reason}",
    "It stays until a new export, another policy or another release comes. Nothing needs doing.",
    "warning",
    "warning",
)
NOTHING_PUBLISHED = enter(
    "SM-514",
    "Nothing has been published yet",
    "There is no publication to {verb}.",
    "Run a refresh.",
    "error",
    "warning",
)
RETENTION_FEED = enter(
    "SM-521",
    "A retention setting that makes no sense",
    "SUPERVISION_RETENTION_MONTHS names {unknown}. The feeds that may be named are {known}.",
    "Correct the setting.",
    "error",
    "warning",
)
RETENTION_SHORT = enter(
    "SM-522",
    "Retention too short for the figures",
    "{months} months are asked for {feed}. Every month end of the last two years can be shown, and "
    "what was owed then rests on records of the years before it.",
    "Set {least} months or more.",
    "error",
    "warning",
)
PERSON_NOT_HELD = enter(
    "SM-531",
    "Nobody to erase",
    "Nothing that is kept names {who}.",
    "Write the employee number as HR gives it, leading zeros included. For a child or an adult "
    "write the person id and --system ({systems}).",
    "error",
    "warning",
)
PERSON_NEARLY = enter(
    "SM-534",
    "Not quite an employee number",
    "No employee has the number {person}. Perhaps {near} is meant.",
    "Write the employee number as HR gives it, leading zeros included.",
    "error",
    "warning",
)
STILL_NAMED = enter(
    "SM-532",
    "A file still names somebody who was erased",
    "{file} still names them, by an id or in another spelling.",
    "Open it and take them out, or delete the file if nobody needs it.",
    "error",
    "warning",
)
#: What to do instead where the product wrote the file: nobody edits those.
STILL_PUBLISHED = (
    "Do not edit it. If it names them in a text of somebody else's, correct that in the system it "
    "comes from, export again and refresh; if it is a spelling of theirs, settle it to their "
    "number before their next erasure."
)
NOT_SEARCHED = enter(
    "SM-533",
    "A file could not be searched for somebody who was erased",
    "{file} cannot be opened, so it may still name them.",
    "Look into it yourself, or delete it if nobody needs it.",
    "error",
    "warning",
)
LANDING_DAMAGED = enter(
    "SM-541",
    "What was landed is damaged",
    "The rows kept of {file} are not what was written ({what}).",
    "Put the same export in the inbox again, or restore {what} from the backup.",
    "error",
    "refresh stopped",
)
