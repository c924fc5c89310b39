# Two images of one build: `bookit` runs every Python process, `nginx` stands in front and has the web app's files.
#   docker build --target bookit -t bookit . && docker build --target nginx -t bookit-nginx .

FROM node:22.21.1-bookworm-slim AS site
WORKDIR /src
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN npm --prefix web ci --no-audit --no-fund
COPY web web
RUN npm --prefix web run build

FROM python:3.13-slim-bookworm AS wheels
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/bookit
COPY requirements-image.lock .
RUN /opt/bookit/bin/pip install --require-hashes --only-binary :all: -r requirements-image.lock
COPY pyproject.toml README.md LICENSE ./
COPY bookit bookit
COPY workers workers
COPY migrations migrations
COPY --from=site /src/bookit/site bookit/site
RUN pip install hatchling==1.27.0 build==1.3.0 \
    && python -m build --wheel --no-isolation --outdir /tmp/wheel \
    && /opt/bookit/bin/pip install --no-deps /tmp/wheel/*.whl \
    && /opt/bookit/bin/pip uninstall --yes pip \
    && /opt/bookit/bin/python -m compileall -q /opt/bookit/lib

FROM python:3.13-slim-bookworm AS bookit
# pg_dump and pg_restore of the database's version, for `bookit backup`: Debian's own are older than that.
RUN apt-get update && apt-get install --yes --no-install-recommends ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install --yes --no-install-recommends postgresql-client-18 && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 bookit && useradd --uid 10001 --gid bookit --no-create-home --home-dir /nonexistent bookit \
    && pip uninstall --yes --quiet pip && install --directory --owner bookit --group bookit /var/lib/bookit /var/backups/bookit
COPY --from=wheels /opt/bookit /opt/bookit
ENV PATH=/opt/bookit/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BOOKIT_HOST=0.0.0.0 BOOKIT_HOME=/var/lib/bookit BOOKIT_POSTGRES_PROGRAMS=/usr/lib/postgresql/18/bin
USER 10001
WORKDIR /
EXPOSE 8000
# Each process says what it is by its word; all of them end on SIGTERM after what is under way.
ENTRYPOINT ["bookit"]
CMD ["serve"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=3m --start-interval=5s --retries=3 CMD ["bookit", "health", "serve"]

FROM nginxinc/nginx-unprivileged:1.29.8-alpine AS nginx
COPY nginx/nginx.conf /etc/nginx/nginx.conf
COPY nginx/snippets /etc/nginx/snippets
COPY nginx/templates /etc/nginx/templates
COPY nginx/entrypoint /docker-entrypoint.d
COPY nginx/html /srv/bookit/nginx
COPY --from=site /src/bookit/site /srv/bookit/site
EXPOSE 8080 8443
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD wget -q -O /dev/null http://127.0.0.1:8080/alive
