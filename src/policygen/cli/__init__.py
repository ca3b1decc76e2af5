"""The command line: it translates, calls one function, prints, and sets the exit code.

Commands are imported when they are called, so that ``policygen --version`` answers at once.
"""

from __future__ import annotations

import importlib
import keyword
import signal
import sys
import traceback
from types import FrameType

import click

from ..errors import OutputError, PolicygenError, did_you_mean
from ..version import __version__
from .report import as_row, out_json, say, say_diagnostics, trace_wanted

#: Command -> what it does in one line. Each lives in the module of its name, as ``command``; one that is
#: a word of Python has an underscore behind it there.
COMMANDS = {
    "build": "Write the editions of all schools and policies.",
    "slots": "List every slot, where its value comes from and what is missing.",
    "check": "Look for what is wrong in records, models and composed policies.",
    "scan": "Look through finished documents for what was left in and what contradicts itself.",
    "status": "Show where every policy stands: approved, due, overdue, changed.",
    "approve": "Record that a policy was approved, and store the approved text.",
    "review": "Record that a policy was reviewed and not changed.",
    "local": "Show, start and settle a school's own wording.",
    "import": "Make a template of a policy that exists in Word or another format.",
    "new": "Start a workspace, a school, a policy or a house style.",
    "schema": "Print the JSON Schema of a file, for editors.",
}
INTERRUPTED, TERMINATED, INTERNAL = 130, 143, 70
#: Holds the exit code once the process was asked to end.
_ENDS: list[int] = []


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = importlib.import_module(f".{name}", __name__)
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = did_you_mean(args[0], COMMANDS, f"the commands are {', '.join(COMMANDS)}")
            raise click.UsageError(f"there is no command “{args[0]}”: {hint}", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C", "--directory", "folder", metavar="DIR", default=".", help="Work as if started in DIR."
)
@click.version_option(__version__, prog_name="policygen", message="%(prog)s %(version)s")
@click.pass_context
def cli(context: click.Context, folder: str) -> None:
    """School policies from one model: Word, HTML and Markdown editions for every school.

    Works on the workspace found from the current folder upwards: the folder with trust.yaml.
    """
    context.obj = folder


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with the exit code of its contract."""
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line with *arguments* and return the exit code."""
    try:
        return int(cli.main(arguments, prog_name="policygen", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        say("terminated" if _ENDS else "interrupted")
        return _ENDS[0] if _ENDS else INTERRUPTED
    except BrokenPipeError:
        return 0
    except PolicygenError as error:
        say_diagnostics(error.diagnostics)
        if "--json" in (sys.argv[1:] if arguments is None else arguments):
            out_json([as_row(one) for one in error.diagnostics])
        return error.exit_code
    except OSError as error:
        what = f" ({error.filename})" if error.filename else ""
        say(f"the system refused what was asked of it: {error.strerror or error}{what}")
        return OutputError.exit_code
    except Exception as error:
        say(
            f"internal error: {type(error).__name__}: {error}\n"
            f"  This is a fault in policygen {__version__}, not in your files. Please report it with the\n"
            "  command that you ran and these words; POLICYGEN_TRACE=1 prints where it happened."
        )
        if trace_wanted():
            traceback.print_exc()
        return INTERNAL


def _terminated(number: int, frame: FrameType | None) -> None:
    _ENDS.append(
        TERMINATED
    )  # a library that is written in another language may make it an interrupt
    sys.exit(TERMINATED)
