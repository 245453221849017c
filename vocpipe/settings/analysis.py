"""The sections of the analyses and of hand-off."""

from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from vocpipe.settings.base import Model
from vocpipe.wording import tell


class EmbedSettings(Model):
    """`[embed]`: "auto" takes the two packaged models, each for what it does best; else a hub name or a folder."""

    model: str = "auto"
    batch_size: int = Field(default=64, ge=1)
    prompt: str = Field(
        default="", description='what the named model wants before each text, such as "query: "; none for "auto"'
    )
    device: str = Field(
        default="auto",
        pattern=r"^(auto|cpu|mps|cuda(:\d+)?)$",
        description="cpu, cuda, cuda:1 or mps; auto takes a graphics card if there is one",
    )

    @model_validator(mode="after")
    def _prompt_for_a_named_model(self) -> Self:
        if self.prompt and self.model == "auto":
            raise ValueError(tell("error.settings.prompt"))
        return self


class ThemesSettings(Model):
    """`[themes]`: how themes are found; the level of detail is read from the data unless `resolution` is given."""

    engine: Literal["graph", "hdbscan"] = "graph"
    resolution: float | None = Field(default=None, gt=0)
    min_size: int = Field(default=5, ge=2, description="minimum number of sentences in a theme")
    seed: int = 7
    sample_above: int = Field(
        default=200_000,
        ge=100,
        description="distinct sentences above which themes are found in a sample; the others join what is found",
    )


class NamingSettings(Model):
    """`[naming]`: the user's own program that names new themes; without it, customers' words name them."""

    command: list[str] = Field(
        default=[], description="the program and its arguments; paths may be relative to the workspace"
    )
    timeout_seconds: int = Field(default=600, ge=1, description="for all new themes of a refresh together")

    @field_validator("command")
    @classmethod
    def _relative_to_workspace(cls, value: list[str], info: ValidationInfo) -> list[str]:
        """Relative paths start at the workspace's folder, wherever vocpipe was started."""
        root = (info.context or {}).get("root")
        return [str(root / part) if root and part and (root / part).is_file() else part for part in value]


class OutcomesSettings(Model):
    """`[outcomes]`: when a number may be shown, and how certain it must be."""

    min_responses: int = Field(default=30, ge=2)
    bootstrap: int = Field(default=2000, ge=200)
    false_discovery_rate: float = Field(default=0.05, gt=0, lt=1)
    exposure_months: int = Field(default=3, ge=1, le=12, description="months for which a mention counts as exposure")
    exposure_gap_days: int = Field(
        default=15,
        ge=0,
        le=90,
        description="days before a month that do not count, since mentions then may only announce the churn",
    )
    contract_change_days: int = Field(
        default=14,
        ge=0,
        le=365,
        description="days from leaving to coming back that make it a change of contract, not a leaving",
    )
    alert_ratio: float = Field(
        default=1.5, ge=1, description="a theme that is mentioned this many times more, or less, is an alert"
    )


class SegmentsSettings(Model):
    """`[segments]`: where one segment of customers ends and the next begins."""

    high_touch: float | None = Field(
        default=None, gt=0, description="minimum monthly value of high touch; by default the top tenth of the month"
    )
    low_touch: float | None = Field(
        default=None, gt=0, description="minimum monthly value of low touch, else tech touch; by default the top half"
    )
    usage_days: int = Field(default=28, ge=7, description="days over which use is counted")
    frequent: int = Field(default=8, ge=1, description="minimum days with use, among usage_days, of frequent use")
    occasional: int = Field(default=2, ge=1, description="minimum days with use of occasional use; below it: rare")
    onboarding_days: int = Field(default=90, ge=0)
    contract_months: int = Field(default=12, ge=0, description="length of a contract; 0: there are no renewals")
    renewal_days: int = Field(default=60, ge=0, description="days before a contract ends that count as renewal")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.high_touch is not None and self.low_touch is not None and self.low_touch >= self.high_touch:
            raise ValueError(tell("error.settings.touch_order"))
        if self.occasional >= self.frequent:
            raise ValueError(tell("error.settings.usage_order"))
        return self


class LapseSettings(Model):
    """`[lapse]`: when customers without a contract count as gone, by the orders under `[[purchases]]`."""

    days: int | None = Field(
        default=None, ge=1, description="days without an order; by default they follow from how customers order"
    )
    intervals: float = Field(
        default=3.0, gt=1, description="without days: so many of a customer's own usual intervals between orders"
    )
    min_days: int = Field(default=30, ge=1, description="without days: nobody lapses sooner")


class RiskSettings(Model):
    """`[risk]`: the list of customers at risk and its back-test."""

    horizon_days: int = Field(default=30, ge=7, le=365, description="days ahead for which churn is predicted")
    window_days: int = Field(default=90, ge=7, description="days of feedback and use that a prediction looks at")
    gap_days: int = Field(
        default=14, ge=0, description="last days that it leaves out, since customers announce their churn there"
    )
    list_size: int = Field(default=50, ge=1, description="maximum number of customers on the list")
    list_share: float = Field(default=0.1, gt=0, le=0.5, description="maximum share of all customers on the list")


class HandoffSettings(Model):
    """`[handoff]`: who is left out of an audience, and what its columns are called."""

    contact_days: int = Field(default=30, ge=1, description="days for which a contact counts as recent")
    contact_cap: int = Field(default=2, ge=1, description="recent contacts at which a customer is left out")
    request_days: int = Field(
        default=180, ge=1, description="days for which a request puts somebody on a list: upgrade-ready, testers"
    )
    salesforce_key: str = Field(default="Customer_Id__c", description="external id field that holds the customer's id")


class PlanSettings(Model):
    """`[[plan]]`: a plan of customers, the cheapest first, and the words for what it has and lower ones lack."""

    name: str = Field(description="as in the customers file")
    has: list[str] = Field(default=[], description="words that people ask for it by, in any language")
