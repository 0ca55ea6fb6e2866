#!/usr/bin/env python3
"""Cuts the fonts beside it from Debian's fonts-inter and fonts-liberation2 packages.

    python3 subset.py DIR      DIR holds the unpacked packages; needs fonttools
"""

import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).parent

# Latin with its European accents, Greek, punctuation, super- and subscripts, currency, letterlike
# signs, fractions, arrows, mathematics, and the shapes the screens are drawn with.
CHARACTERS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x218, 0x21C), *range(0x2C6, 0x2DE)]
    + [*range(0x300, 0x310), *range(0x384, 0x3CF), *range(0x2010, 0x2028), *range(0x2030, 0x203B), 0x2044]
    + [*range(0x2070, 0x208F), 0x20AC, 0x2116, 0x2122, 0x2126, *range(0x2150, 0x2160)]
    + [*range(0x2190, 0x219A), 0x21A9, 0x21AA, 0x21BA, 0x21BB, *range(0x1E80, 0x1E86), 0x1E9E, 0x1EF2, 0x1EF3]
    + [0x2206, 0x2212, 0x2215, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265]
    + [0x25A0, 0x25B2, 0x25B6, 0x25BC, 0x25C0, 0x25CB, 0x25CF, 0x2605, 0x26A0, 0x2713, 0x2717]
    + [0x2318, 0x23CE]
)

# Layout that draws what was typed. Ligatures and contextual alternates stay out: they show "->"
# as an arrow and "5x3" as a product, and a letter must look like its characters.
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

# The licence reserves the name Liberation for the unmodified fonts, so the cut ones carry another.
FONTS = {
    "Inter-Regular.otf": ("inter/Inter-Regular.otf", None),
    "Inter-SemiBold.otf": ("inter/Inter-SemiBold.otf", None),
    "DeskLetter-Regular.ttf": ("liberation2/LiberationSans-Regular.ttf", "Desk Letter"),
    "DeskLetter-Bold.ttf": ("liberation2/LiberationSans-Bold.ttf", "Desk Letter"),
}


def rename(font, family):
    """Puts `family` wherever a program reads the font's name; notices stay as they are."""
    table = font["name"]
    style = table.getDebugName(2)
    full = family if style == "Regular" else f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    names = {1: family, 3: f"{postscript}, a subset", 4: full, 6: postscript, 16: family}
    for record in table.names:
        if record.nameID in names:
            record.string = names[record.nameID]


def tell_l_from_i(font):
    """Gives "l" the tail that Inter keeps as an alternate: hospital numbers must read one way."""
    layout = font["GSUB"].table
    (feature,) = {
        tuple(record.Feature.LookupListIndex)
        for record in layout.FeatureList.FeatureRecord
        if record.FeatureTag == "cv05"
    }
    tables = [sub for index in feature for sub in layout.LookupList.Lookup[index].SubTable]
    tailed = {}
    for sub in tables:
        tailed.update(getattr(sub, "ExtSubTable", sub).mapping)
    for characters in font["cmap"].tables:
        for code, glyph in characters.cmap.items():
            characters.cmap[code] = tailed.get(glyph, glyph)


def cut(source, target, family):
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["FFTM"]
    font = subset.load_font(source, options)
    if family:
        rename(font, family)
    else:
        tell_l_from_i(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=CHARACTERS)
    cutter.subset(font)
    subset.save_font(font, target, options)


def main():
    packages = pathlib.Path(sys.argv[1])
    for target, (source, family) in FONTS.items():
        found = next(packages.rglob(f"fonts/*/{source}"))
        cut(found, HERE / target, family)
        count = len(TTFont(HERE / target).getBestCmap())
        print(f"{target}: {(HERE / target).stat().st_size} bytes, {count} characters")


if __name__ == "__main__":
    main()
