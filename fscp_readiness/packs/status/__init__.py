"""The page that says how the service itself stands: the last nights, who was told, and what waits for somebody. It names no child."""

from .page import Line, Nights, Person, Status, status_json, status_page

__all__ = ["Line", "Nights", "Person", "Status", "status_json", "status_page"]
