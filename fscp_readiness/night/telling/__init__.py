"""After the night: people are told, by mail and by a webhook, that a pack is there or is not, and the status page is written."""

from .after import after_the_night, try_again, would_send

__all__ = ["after_the_night", "try_again", "would_send"]
