"""What goes wrong on a page: said by its console, its requests, and its security policy."""

from checks import expect


class Complaints:
    """`listen` takes the name of an event and what is to be called with what comes with it."""

    def __init__(self, listen):
        self.errors, self.failed_requests, self.requests = [], [], []
        listen("Runtime.exceptionThrown", self.threw)
        listen("Runtime.consoleAPICalled", self.logged)
        listen("Log.entryAdded", self.complained)
        listen("Network.requestWillBeSent", lambda sent: self.requests.append(sent["request"]["url"]))
        listen("Network.webSocketCreated", lambda made: self.requests.append(made["url"]))
        listen("Network.loadingFailed", self.did_not_load)
        listen("Network.responseReceived", self.answered)

    def threw(self, event):
        details = event["exceptionDetails"]
        self.errors.append(f"uncaught: {details.get('exception', {}).get('description', details['text'])}")

    def logged(self, event):
        if event["type"] in ("error", "assert"):
            words = [str(argument.get("value", argument.get("description"))) for argument in event["args"]]
            self.errors.append(f"console: {' '.join(words)}")

    def complained(self, event):
        """Violations of the security policy come this way, and requests that came to nothing."""
        entry = event["entry"]
        if entry["level"] == "error":
            self.errors.append(f"{entry['source']}: {entry['text']} {entry.get('url', '')}".rstrip())

    def did_not_load(self, event):
        if not event.get("canceled"):
            self.failed_requests.append(event["errorText"])

    def answered(self, event):
        response = event["response"]
        if response["status"] >= 400:
            self.failed_requests.append(f"{response['status']} {response['url']}")

    def expect_none(self, *expected):
        """Nothing went wrong so far but what has one of these words in it."""
        unexpected = [error for error in [*self.errors, *self.failed_requests]
                      if not any(word in error for word in expected)]
        expect(unexpected, [], "what went wrong on the page")

    def forget(self):
        self.errors.clear()
        self.failed_requests.clear()
