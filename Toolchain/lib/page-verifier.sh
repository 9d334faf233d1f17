# Runs the verifier of certified messages that shares no code with this project.

# judge_pages FILE: lets it judge pages of messages, each as it is and with single bytes changed.
judge_pages() {
    printf '\n%s\n' "The same pages before an independent verifier, in Python, with bytes changed one at a time"
    PYTHONPATH="$INSTALLED/python" python3 "$PACKAGE_FOLDER/Tests/Verifier/verify_pages.py" --tamper 12 "$1" \
        | sed 's/^/  /'
}
