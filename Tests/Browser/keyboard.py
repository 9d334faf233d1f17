"""Keys as the DevTools protocol wants them."""

# Name, code, number and text, where it is other than for letters.
SPECIAL = {
    "Enter": ("Enter", 13, "\r"), "Tab": ("Tab", 9, ""), "Escape": ("Escape", 27, ""), "Delete": ("Delete", 46, ""),
    "Backspace": ("Backspace", 8, ""), " ": ("Space", 32, " "), "ArrowUp": ("ArrowUp", 38, ""),
    "ArrowDown": ("ArrowDown", 40, ""), "ArrowLeft": ("ArrowLeft", 37, ""), "ArrowRight": ("ArrowRight", 39, ""),
    "Home": ("Home", 36, ""), "End": ("End", 35, ""),
}
MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}


def key_events(name):
    """What a key, with those held down with it before a plus sign, makes happen."""
    *held, key = name.split("+") if len(name) > 1 else [name]
    code, number, text = SPECIAL.get(key, (f"Key{key.upper()}", ord(key[0].upper()), key))
    modifiers = sum(MODIFIERS[one] for one in held)
    if {"Alt", "Control", "Meta"} & set(held):
        text = ""
    event = {"key": key, "code": code, "windowsVirtualKeyCode": number, "modifiers": modifiers}
    down = {"type": "keyDown", "text": text, **event} if text else {"type": "rawKeyDown", **event}
    return [down, {"type": "keyUp", **event}]
