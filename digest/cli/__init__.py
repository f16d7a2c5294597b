"""The ``digest`` command. Commands are thin: each parses its arguments, calls one function, prints, and returns.

Exit codes: 0 done, nothing new or already sent; 2 a mistake in the configuration or the command line; 3 another run is
going on; 1 anything else.
"""

from __future__ import annotations

import io
import sys

import click

from digest import __version__
from digest.cli import (
    archiving,
    editions,
    judging,
    making,
    reading,
    relating,
    scheduling,
    sending,
    sources,
    templates,
    topics,
    watching,
)
from digest.errors import BusyError, ConfigError, DigestError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


for _module in (
    making,
    watching,
    editions,
    sending,
    archiving,
    scheduling,
    reading,
    relating,
    judging,
    sources,
    topics,
    templates,
):
    for _command in _module.COMMANDS:
        command.add_command(_command)


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
