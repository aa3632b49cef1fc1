"""The dashboard as a web application: security headers, a readiness check, no open metrics."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard.headers import Guard, NamedReader
from dashboard.settings import settings
from dashboard.warehouse import WarehouseProblem, ask, published


def ready(request: Request) -> JSONResponse:
    """200 and the data date when the current warehouse answers a query, 503 and why when not."""
    try:
        run = published(settings().data)
        rows = ask(run, "run_record").to_dicts()
    except WarehouseProblem as problem:
        return JSONResponse(
            {"ready": False, "code": problem.code, "reason": problem.sentence}, status_code=503
        )
    return JSONResponse({"ready": True, "data_date": rows[0]["data_date"].isoformat()})


@asynccontextmanager
async def warmed(_: st.App) -> AsyncIterator[None]:
    """Get ready before the first reader. Imported here, once Streamlit's own start is done."""
    from dashboard.warming import warm_up  # noqa: PLC0415

    await anyio.to_thread.run_sync(warm_up)
    yield


def _middleware() -> list[Middleware]:
    guard = [Middleware(Guard)]
    if settings().demo:
        guard.append(Middleware(NamedReader, persona=settings().demo_persona))
    return guard


app = st.App(
    Path(__file__).parent / "entry" / "script.py",
    routes=[Route("/api/ready", ready)],
    lifespan=warmed,
    middleware=_middleware(),
)
