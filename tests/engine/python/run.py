"""Runs a Pulumi program as an engine asks for it.

    python run.py REQUEST

REQUEST is JSON: `monitor`, `engine`, `organization`, `project`, `root`, `stack`, `parallel`, `preview`, `config`,
`secretKeys` and `program`, a file or a folder with a `__main__.py`. Exit status 32: what went wrong is told to the engine.
"""

import asyncio
import json
import logging
import os
import runpy
import sys
import traceback

import pulumi
from pulumi.runtime import run_in_stack, set_all_config
from pulumi.runtime.settings import reset_options

TOLD = 32


def main():
    """Runs the program of the request."""
    request = json.loads(sys.argv[1])
    reset_options(
        project=request["project"],
        stack=request["stack"],
        root_directory=request["root"],
        parallel=request["parallel"],
        engine_address=request["engine"],
        monitor_address=request["monitor"],
        preview=request["preview"],
        organization=request["organization"],
    )
    set_all_config(request["config"], request["secretKeys"])
    # A program that fails leaves work behind that nobody waits for, of which asyncio would complain.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    program = request["program"]
    sys.argv = [program]
    sys.path.insert(0, program if os.path.isdir(program) else os.path.dirname(program))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(run_in_stack(lambda: runpy.run_path(program, run_name="__main__")))
    except pulumi.RunError as error:
        pulumi.log.error(str(error))
        return TOLD
    except Exception:
        pulumi.log.error(traceback.format_exc())
        return TOLD
    finally:
        loop.close()
    return 0


if __name__ == "__main__":
    # Threads of gRPC would keep the interpreter from ending.
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
