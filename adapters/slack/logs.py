"""What the SDK may log: warnings only, with tokens and tickets taken out. At DEBUG it would print whole answers."""

import logging
import re

_SECRET = re.compile(r"(xox[a-z]?-|xapp-|xoxe\.?)[\w.-]+|(Bearer |ticket=)[\w.%-]+", re.IGNORECASE)


class Redaction(logging.Filter):
    """Takes tokens and connection tickets out of a record, and the traceback, which may repeat them in an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True; the record is changed."""
        record.msg = _SECRET.sub(lambda found: f"{found[1] or found[2]}…", record.getMessage())
        record.args = record.exc_info = record.exc_text = None
        return True


def quiet_logger() -> logging.Logger:
    """The logger for the SDK and for Bolt, which copies its level and its filter to the loggers it makes."""
    for name in ("slack_sdk", "slack_bolt"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logger = logging.getLogger("adapters.slack.sdk")
    logger.setLevel(logging.WARNING)
    if not any(isinstance(each, Redaction) for each in logger.filters):
        logger.addFilter(Redaction())
    return logger
