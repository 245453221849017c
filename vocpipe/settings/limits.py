"""The section on how much one file may hold, so that no file takes the machine's memory or the night."""

from pydantic import Field

from vocpipe.settings.base import Model


class LimitsSettings(Model):
    """`[limits]`: a file, archive, line or cell beyond one of these is refused, and the others are read."""

    file_mb: int = Field(default=300, ge=1, description="megabytes of one file")
    unpacked_mb: int = Field(default=300, ge=1, description="megabytes of everything in one archive or workbook")
    members: int = Field(default=10_000, ge=1, description="files in one archive")
    rows: int = Field(default=5_000_000, ge=1, description="rows of one file")
    columns: int = Field(default=4000, ge=1, description="columns of one table")
    cells: int = Field(default=25_000_000, ge=1, description="cells of one file, empty ones between others too")
    line_mb: int = Field(default=4, ge=1, description="megabytes of one line of a table")
    cell_characters: int = Field(default=1_000_000, ge=1, description="characters of one cell or text")
