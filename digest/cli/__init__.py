"""The ``digest`` command. Commands are thin: each parses its arguments, calls one function, prints, and returns.

Exit codes: 0 done, nothing new or already sent; 2 a mistake in the configuration or the command line; 3 another run is
going on; 1 anything else.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from digest import __version__, words
from digest.errors import BusyError, ConfigError, DigestError

_MODULES = {
    "making": ("demo", "init", "check", "run"),
    "collecting": ("collect",),
    "watching": ("preview",),
    "editions": ("preflight", "approve", "edition"),
    "sending": ("send",),
    "archiving": ("archive",),
    "scheduling": ("serve", "schedule"),
    "reading": ("extract", "explain"),
    "relating": ("group", "relate"),
    "comparing": ("compare",),
    "judging": ("pin", "drop", "unwish", "why-not", "replay", "tune", "rank"),
    "sources": ("source",),
    "topics": ("topic",),
    "templates": ("template",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


class Commands(click.Group):
    """The commands, each of whose modules is loaded when it is asked for: one command needs few of them."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Their names, in the order in which help tells them."""
        return sorted(_MODULE_OF)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """A command by its name; None where there is none of the name."""
        if name not in _MODULE_OF:
            return None
        found: tuple[click.Command, ...] = import_module(f"digest.cli.{_MODULE_OF[name]}").COMMANDS
        return next(c for c in found if c.name == name)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A command by the first of the arguments; where there is none of the name, the error says which one is near."""
        if args and args[0] not in _MODULE_OF and not args[0].startswith("-"):
            context.fail(f"No such command {args[0]!r}{words.suggestion(args[0], _MODULE_OF)}")
        return super().resolve_command(context, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="digest")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def command(debug: bool) -> None:
    """Read what is written on a topic, drop the rest, and mail a roundup.

    \b
    Try it:            digest demo --open
    Start your own:    digest init my-digest; cd my-digest; digest check; digest run
    Look at it:        digest preview
    Send it:           digest preflight EDITION; digest approve EDITION; digest send EDITION
    Publish it:        digest archive build
    Ask why:           digest explain URL; digest why-not URL
    Decide yourself:   digest pin URL; digest drop URL
    Change the rules:  digest topic test TEXT; digest tune
    """  # noqa: D301


def main() -> None:
    """Run the command and exit with its code; errors are told in words."""
    debug = "--debug" in sys.argv[1:2]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = command.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except ConfigError as error:
        code = _tell(error, 2, debug)
    except BusyError as error:
        code = _tell(error, 3, debug)
    except DigestError as error:
        code = _tell(error, 1, debug)
    except BrokenPipeError:
        sys.stderr.close()
        code = 1
    except Exception as error:
        code = _tell(
            error,
            1,
            debug,
            f"digest met an unexpected error: {type(error).__name__}: {error}\nRun it again as `digest --debug …` to see where.",
        )
    sys.exit(code if isinstance(code, int) else 0)


def _tell(error: Exception, code: int, debug: bool, words: str = "") -> int:
    if debug:
        raise error
    click.echo(f"error: {words or error}", err=True)
    return code
