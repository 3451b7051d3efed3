"""What the commands of TeX stand for in a bibliography.

Source: "The Comprehensive LaTeX Symbol List" (text mode), biblatex 3.20 manual, 4.7 and 4.10.
"""

from __future__ import annotations

THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Accents by command; the sign is put behind the first letter of what follows.
ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "U": "\u030e",
    "G": "\u030f",
    "f": "\u0311",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
}
# Signs behind a backslash that are neither accents nor themselves.
SIGNS = {
    " ": " ",
    "\n": " ",
    "\t": " ",
    "\\": " ",
    ",": THIN_SPACE,
    ":": " ",
    ";": " ",
    "!": "",
    "-": "",
    "/": "",
    "@": "",
    "(": "",
    ")": "",
    "[": "",
    "]": "",
}
_LETTERS = """
    ss ß SS ẞ o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ
    dj đ DJ Đ ng ŋ NG Ŋ ij ĳ IJ Ĳ cprime ʹ cdprime ʺ
    S § P ¶ dag † dagger † ddag ‡ ddagger ‡ copyright © pounds £ euro € texteuro € EUR €
    textsterling £ textyen ¥ textcent ¢ textdollar $ textsection § textparagraph ¶
    textcopyright © textregistered ® texttrademark ™ textdegree ° textdagger † textdaggerdbl ‡
    textnumero № textmu µ textohm Ω textonehalf ½ textonequarter ¼ textthreequarters ¾
    textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textordfeminine ª
    textordmasculine º textquestiondown ¿ textexclamdown ¡ textbackslash \\ textasciitilde ~
    textasciicircum ^ textunderscore _ textbar | textless < textgreater > textbraceleft {
    textbraceright } textquotesingle ' textquotedbl " textquoteleft ‘ textquoteright ’
    textquotedblleft “ textquotedblright ” quotesinglbase ‚ quotedblbase „ guillemotleft «
    guillemotright » guilsinglleft ‹ guilsinglright › flqq « frqq » flq ‹ frq › glqq „ grqq “
    glq ‚ grq ‘ lq ‘ rq ’ og « fg » textendash – textemdash — textellipsis … ldots … dots …
    dotsc … dotsb … cdots ⋯ textbullet • textperiodcentered · textasteriskcentered ∗ slash /
    textvisiblespace ␣ textprime ′ textlquill ⁅ textrquill ⁆ No № ayn ʿ hamza ʾ hamzah ʾ
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ
    iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ varsigma ς tau τ upsilon υ
    phi φ varphi ϕ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ
    Upsilon Υ Phi Φ Psi Ψ Omega Ω pm ± mp ∓ times × cdot · div ÷ leq ≤ le ≤ geq ≥ ge ≥
    neq ≠ ne ≠ approx ≈ sim ∼ simeq ≃ equiv ≡ propto ∝ infty ∞ to → rightarrow →
    leftarrow ← leftrightarrow ↔ Rightarrow ⇒ in ∈ subset ⊂ cup ∪ cap ∩ emptyset ∅
    partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ sqrt √ circ ° degree ° prime ′ ast ∗ star ⋆
    ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ langle ⟨ rangle ⟩ TeX TeX LaTeX LaTeX BibTeX BibTeX
"""
SYMBOLS = dict(zip(_LETTERS.split()[::2], _LETTERS.split()[1::2], strict=True))
SYMBOLS["textbackslash"] = "\\"
SYMBOLS |= {
    # Spaces, and biblatex's own punctuation (manual, 4.7.3).
    "space": " ",
    "quad": " ",
    "qquad": " ",
    "par": " ",
    "newline": " ",
    "linebreak": " ",
    "enspace": " ",
    "addspace": " ",
    "thinspace": THIN_SPACE,
    "addthinspace": THIN_SPACE,
    "nobreakspace": NO_BREAK_SPACE,
    "addnbspace": NO_BREAK_SPACE,
    "adddot": ".",
    "addperiod": ".",
    "addcomma": ",",
    "addcolon": ":",
    "addsemicolon": ";",
    "addslash": "/",
    "adddotspace": ". ",
    "bibrangedash": "–",
    "bibnamedash": "———",
    "hyphen": "-",
    "textcompwordmark": "",
}
# Commands whose argument stands between two signs.
AROUND = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), ("<i>", "</i>")),
    **dict.fromkeys(("textbf", "mkbibbold"), ("<b>", "</b>")),
    **dict.fromkeys(
        ("textsc", "mkbibsmallcaps"), ('<span style="font-variant: small-caps;">', "</span>")
    ),
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript", "up"), ("<sup>", "</sup>")),
    **dict.fromkeys(("textsubscript", "mkbibsubscript"), ("<sub>", "</sub>")),
    **dict.fromkeys(("NoCaseChange", "nocase", "keepcase"), ('<span class="nocase">', "</span>")),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
# The same for commands that hold to the end of their group.
DECLARED = {
    **dict.fromkeys(("em", "it", "itshape", "sl", "slshape"), AROUND["emph"]),
    **dict.fromkeys(("bf", "bfseries"), AROUND["textbf"]),
    **dict.fromkeys(("sc", "scshape"), AROUND["textsc"]),
}
QUOTED = frozenset(("enquote", "mkbibquote"))
VERBATIM = frozenset(("url", "path", "nolinkurl"))
UPPER = frozenset(("uppercase", "MakeUppercase", "MakeTextUppercase"))
LOWER = frozenset(("lowercase", "MakeLowercase", "MakeTextLowercase"))
# Commands whose first arguments are no text: how many of them.
PASSED_OVER = {
    **dict.fromkeys(
        ("noopsort", "label", "vspace", "hspace", "cite", "footnote", "singleletter"), 1
    ),
    **dict.fromkeys(("foreignlanguage", "textlang", "selectlanguage", "href", "hyperref"), 1),
    **dict.fromkeys(("textcolor", "color", "fontspec", "raisebox", "hyphenation"), 1),
    **dict.fromkeys(("foreigntextquote", "foreignquote", "hyphentextquote"), 1),
}
# Commands that change nothing in the words.
_TRANSPARENT_TEXT = """
    mbox hbox text textrm textsf texttt textup textmd textnormal textlatin textcyrillic
    textgreek textrussian underline uline ensuremath mathrm mathit mathbf mathcal mathsf
    relax protect rm sf tt up upshape normalfont rmfamily sffamily ttfamily mdseries
    small footnotesize large tiny scriptsize normalsize isdot midsentence autocap bibstring
    mkbibordinal mkfirst ul unspace noindent allowbreak nolinebreak nobreak sloppy
    displaystyle left right cyr lat hspace smash strut phantom ignorespaces makeatletter
    protected bibnamefont textswab st so
"""
TRANSPARENT = frozenset(_TRANSPARENT_TEXT.split())
KNOWN = (
    frozenset(ACCENTS)
    | SYMBOLS.keys()
    | AROUND.keys()
    | DECLARED.keys()
    | QUOTED
    | UPPER
    | VERBATIM
    | LOWER
    | PASSED_OVER.keys()
    | TRANSPARENT
)
