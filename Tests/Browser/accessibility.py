"""What assistive technology is told of a page, and what eyes can make out on it."""

from checks import expect

# Roles of what somebody can do something with, or has to find.
CONTROLS = {
    "button", "link", "textbox", "searchbox", "combobox", "listbox", "checkbox", "radio", "switch", "slider",
    "spinbutton", "tab", "menuitem", "dialog", "alertdialog", "log", "navigation", "region", "img", "image", "meter",
    "progressbar", "table",
}


async def controls(page):
    """Of the accessibility tree's nodes those of such roles: role, name, and number in the document."""
    await page.send("Accessibility.enable")
    tree = (await page.send("Accessibility.getFullAXTree"))["nodes"]
    return [(node["role"]["value"], node.get("name", {}).get("value", "").strip(), node.get("backendDOMNodeId"))
            for node in tree if not node["ignored"] and node["role"]["value"] in CONTROLS]


async def every_control_has_a_name(page):
    """Returns the roles that are there, so that a check can tell that it looked at something."""
    seen = await controls(page)
    nameless = [(await page.send("DOM.getOuterHTML", backendNodeId=number))["outerHTML"][:200]
                for _, name, number in seen if not name]
    expect(nameless, [], "controls without a name")
    return [role for role, _, _ in seen]


# The contrast of each text that is to be seen with what lies behind it, by the formulas of WCAG 2.2; those below what
# its size asks for.
POOR_CONTRAST = """() => {
  const channels = (color) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, alpha], below) => [r, g, b].map((channel, i) => channel * alpha + below[i] * (1 - alpha));
  const behind = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(channels(getComputedStyle(one).backgroundColor));
    const canvas = getComputedStyle(document.documentElement).colorScheme.includes('dark')
      && matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
    return layers.reverse().reduce((below, layer) => over(layer, below), canvas);
  };
  const luminance = (color) => {
    const [r, g, b] = color.map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  let looked = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.data.trim();
    const box = element.getBoundingClientRect();
    const shown = element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      && box.width > 1 && box.height > 1;
    if (!text || !shown || element.closest(':disabled, [aria-disabled=true]')) continue;
    const style = getComputedStyle(element);
    const below = behind(element);
    const [lighter, darker] = [luminance(over(channels(style.color), below)), luminance(below)].sort((a, b) => b - a);
    const ratio = (lighter + 0.05) / (darker + 0.05);
    const size = parseFloat(style.fontSize);
    looked += 1;
    if (ratio < (size >= 24 || size >= 18.66 && style.fontWeight >= 700 ? 3 : 4.5)) {
      poor.push(`${ratio.toFixed(2)}: ${text.slice(0, 40)} (${style.color} on ${below.map(Math.round)})`);
    }
  }
  return { looked, poor };
}"""


async def contrast_is_enough(page):
    """Returns how many texts were looked at."""
    found = await page.call(POOR_CONTRAST)
    expect(found["poor"], [], "texts that are too faint")
    return found["looked"]


async def does_not_scroll_sideways(page):
    """Nothing is wider than the window."""
    wide = await page.evaluate("""(() => {
      const limit = document.documentElement.clientWidth;
      return [...document.body.querySelectorAll('*')].filter((one) => one.checkVisibility()
        && one.getBoundingClientRect().right > limit + 1
        && document.documentElement.scrollWidth > limit).map((one) => one.outerHTML.slice(0, 100));
    })()""")
    width = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    expect((width, wide[:5]), (0, []), "pixels to scroll to the side, and what is too wide")
