# vocpipe with its models, for CPUs, offline, not as root. From a clone:
#   docker build --build-arg PIP_ARGS="--extra-index-url …" --tag vocpipe .
# PIP_ARGS: an index with CPU builds of torch, as for `make setup`; with CUDA the build stops.
FROM python:3.11-slim-bookworm AS build
ARG PIP_ARGS=""
WORKDIR /source
COPY . .
RUN python -m venv /opt/vocpipe \
    && /opt/vocpipe/bin/pip install --no-cache-dir --no-compile ${PIP_ARGS} -c constraints.txt '.[pull,login,dask]' pg8000 \
    && ! /opt/vocpipe/bin/pip list --format=freeze | grep --ignore-case '^nvidia-'

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home vocpipe && install --directory --owner=10001 --group=10001 /voice
COPY --from=build /opt/vocpipe /opt/vocpipe
ENV PATH=/opt/vocpipe/bin:$PATH \
    VOCPIPE_WORKSPACE=/voice \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1 \
    HF_HUB_OFFLINE=1
USER 10001:10001
WORKDIR /voice
VOLUME /voice
EXPOSE 8501
CMD ["vocpipe", "app", "--headless", "--address", "0.0.0.0"]
