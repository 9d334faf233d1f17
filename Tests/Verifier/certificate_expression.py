"""The value of the header `IC-CertificateExpression`, read as the specification's grammar has it: without white space."""

import re


class Malformed(Exception):
    """The text is no such expression."""


class Expression:
    """What of a request and a response is certified."""

    def __init__(self, text):
        self.rest = text
        self.request_headers, self.query_parameters = [], []
        self.certifies_request = self.certifies_nothing = False
        self.listed, self.are_excluded = set(), False
        self.take("default_certification(ValidationArgs{")
        if self.takes("no_certification:Empty{}"):
            self.certifies_nothing = True
        else:
            self.take("certification:Certification{")
            self.read_request()
            self.take(",response_certification:ResponseCertification{")
            self.read_response()
            self.take("}}")
        self.take("})")
        if self.rest:
            raise Malformed(f"{self.rest!r} behind the expression")

    def read_request(self):
        if self.takes("no_request_certification:Empty{}"):
            return
        self.certifies_request = True
        self.take("request_certification:RequestCertification{certified_request_headers:")
        self.request_headers = self.strings()
        self.take(",certified_query_parameters:")
        self.query_parameters = self.strings()
        self.take("}")

    def read_response(self):
        self.are_excluded = self.takes("response_header_exclusions:")
        if not self.are_excluded:
            self.take("certified_response_headers:")
        self.take("ResponseHeaderList{headers:")
        self.listed = {name.lower() for name in self.strings()}
        self.take("}")
        if self.listed & {"ic-certificate", "ic-certificateexpression"}:
            raise Malformed("the expression lists a header of the certification")

    def certifies(self, header):
        """Whether a header of a response is certified."""
        return (header.lower() in self.listed) != self.are_excluded

    def strings(self):
        found = re.match(r'\[(?:"[^\0\n"]*"(?:,"[^\0\n"]*")*)?\]', self.rest)
        if not found:
            raise Malformed(f"no list of strings at {self.rest[:40]!r}")
        self.rest = self.rest[found.end():]
        return re.findall(r'"([^"]*)"', found.group())

    def takes(self, text):
        is_there = self.rest.startswith(text)
        if is_there:
            self.rest = self.rest.removeprefix(text)
        return is_there

    def take(self, text):
        if not self.takes(text):
            raise Malformed(f"expected {text!r} at {self.rest[:40]!r}")
