"""`dienhong`, and `python -m server`."""


def main() -> None:
    """Run the command line."""
    from server.cli import dienhong  # noqa: PLC0415 - the name alone must cost nothing

    dienhong(prog_name="dienhong")


if __name__ == "__main__":
    main()
