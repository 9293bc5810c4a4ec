"""A JSON Schema in the words of TypeScript."""

from typing import Any

CALLED = {"Act": "Doing"}  # there, `Act` is whatever the policy table has a row for


def name_of(name: str) -> str:
    """Names that two modules share come qualified: `rooms.threads.Snapshot` is written ThreadsSnapshot."""
    parts = name.split(".")[-2:] if "." in name else [CALLED.get(name, name)]
    return "".join(part[:1].upper() + part[1:] for part in parts)


def type_of(shape: dict[str, Any], names: dict[str, str]) -> str:  # noqa: PLR0911 - one for each kind of shape
    """What a shape is in TypeScript; `names`: of the shapes that others refer to."""
    if "$ref" in shape:
        return names[shape["$ref"]]
    if "enum" in shape:
        return " | ".join("null" if value is None else f'"{value}"' for value in shape["enum"])
    if "const" in shape:
        return f'"{shape["const"]}"'
    if "anyOf" in shape:
        return " | ".join(dict.fromkeys(type_of(part, names) for part in shape["anyOf"]))
    match shape.get("type"):
        case "object":
            return _object(shape, names)
        case "array" if "prefixItems" in shape:
            return "[" + ", ".join(type_of(part, names) for part in shape["prefixItems"]) + "]"
        case "array":
            return f"({type_of(shape['items'], names)})[]"
        case kind:
            return {
                "integer": "number",
                "number": "number",
                "string": "string",
                "boolean": "boolean",
                "null": "null",
            }[kind or "string"]


def _object(shape: dict[str, Any], names: dict[str, str]) -> str:
    if "properties" not in shape:
        return f"Record<string, {type_of(shape['additionalProperties'], names)}>"
    required = set(shape.get("required", ()))
    fields = (
        f"{name}{'' if name in required else '?'}: {type_of(part, names)}"
        for name, part in shape["properties"].items()
    )
    return "{ " + "; ".join(fields) + " }"
