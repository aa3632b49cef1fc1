"""What every answer of the server carries, what it does not answer, and how a page is asked for."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's page needs inline styles, and charts are compiled in the browser ('unsafe-eval').
# Nothing may be loaded from, or sent to, anywhere else, and nobody may frame the page.
POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
#: Addresses that are no pages.
INNER = ("/_stcore/", "/static/", "/media/", "/component/", "/api/")
CLOSED = ("/_stcore/metrics",)


class Guard:
    """ASGI middleware: adds the headers, and refuses the addresses that are closed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, unless it is for a closed address."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if headers.get("content-type", "").startswith("text/html"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        if scope["path"].rstrip("/").endswith(CLOSED):
            refusal = PlainTextResponse("This address is closed.", status_code=403)
            await refusal(scope, receive, send_guarded)
            return
        await self.app(scope, receive, send_guarded)


class NamedReader:
    """ASGI middleware of the demonstration: a page is never asked for without saying as whom.

    Done before the page is there, so that the browser's history holds one entry and not two.
    """

    def __init__(self, app: ASGIApp, persona: str) -> None:
        self.app = app
        self.persona = persona

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request for a page that names no persona to the same page with one."""
        if scope["type"] == "http" and self._is_unnamed_page(Request(scope)):
            query = scope["query_string"].decode("latin-1")
            named = f"?persona={self.persona}" + (f"&{query}" if query else "")
            await RedirectResponse(named, status_code=307)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_unnamed_page(self, request: Request) -> bool:
        wants_page = "text/html" in request.headers.get("accept", "")
        is_inner = any(part in request.url.path for part in INNER)
        is_get = request.method == "GET"
        return is_get and wants_page and not is_inner and "persona" not in request.query_params
