# vocpipe with its models, for CPUs, offline, not as root. From a clone:
#   docker build --build-arg PIP_ARGS="--extra-index-url …" --tag vocpipe .
# PIP_ARGS: an index with CPU builds of torch, as for `make setup`; with CUDA the build stops.
FROM python:3.11-slim-bookworm AS build
ARG PIP_ARGS=""
WORKDIR /source
COPY . .
RUN python -m venv /opt/vocpipe \
    && /opt/vocpipe/bin/pip install --no-cache-dir --no-compile ${PIP_ARGS} -c constraints.txt '.[pull,login,dask]' pg8000 \
    && /opt/vocpipe/bin/pip list --format=freeze > /opt/vocpipe/installed.txt \
    && ! grep --ignore-case '^nvidia-' /opt/vocpipe/installed.txt
# What only builds and tests of packages need, and symbols for debuggers: 0.6 GB.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends binutils && rm -r /var/lib/apt/lists/*
WORKDIR /opt/vocpipe/lib/python3.11/site-packages
RUN find . -type d \( -name tests -o -name test -o -name include \) -prune -exec rm -r {} + \
    && find . -type f \( -name '*.a' -o -name '*.h' -o -name '*.c' -o -name '*.cpp' -o -name '*.pyx' -o -name '*.pxd' \) -delete \
    && find torch/bin -type f ! -name torch_shm_manager -delete \
    && find . \( -name '*.cpython-311-*.so' -o -name '*.abi3.so' -o -name 'libarrow*.so*' \) -exec strip --strip-unneeded {} +

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --create-home vocpipe && install --directory --owner=10001 --group=10001 /voice
COPY --from=build /opt/vocpipe /opt/vocpipe
ENV PATH=/opt/vocpipe/bin:$PATH \
    VOCPIPE_WORKSPACE=/voice \
    PREFECT_SERVER_ANALYTICS_ENABLED=false \
    DO_NOT_TRACK=1 \
    HF_HUB_OFFLINE=1 \
    PYTHONPYCACHEPREFIX=/home/vocpipe/.cache/python
USER 10001:10001
WORKDIR /voice
VOLUME /voice
EXPOSE 8501
CMD ["vocpipe", "app", "--headless", "--address", "0.0.0.0"]
