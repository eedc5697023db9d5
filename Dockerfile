# Everything comes from the npm registry; nothing is compiled.
FROM node:24-slim AS manifests
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/core/package.json packages/core/
COPY packages/ingest/package.json packages/ingest/
COPY packages/projections/package.json packages/projections/
COPY packages/pages/package.json packages/pages/
COPY packages/service/package.json packages/service/
COPY packages/cli/package.json packages/cli/
COPY packages/monitoring-timeline/package.json packages/monitoring-timeline/
COPY reference/package.json reference/
COPY test/package.json test/

FROM manifests AS packages
RUN npx --yes pnpm@10.34.9 install --frozen-lockfile --prod --filter "@monitoring-timeline/cli..."

# The bundle that commands begin from, made by the Node that will run it.
FROM manifests AS bundle
RUN npx --yes pnpm@10.34.9 install --frozen-lockfile
COPY packages ./packages
COPY data ./data
COPY tsconfig.base.json ./
COPY scripts/bundle.ts scripts/
COPY scripts/bundle scripts/bundle
RUN node scripts/bundle.ts

FROM node:24-slim
WORKDIR /app
COPY --from=packages /app ./
COPY packages ./packages
COPY data ./data
COPY --from=bundle /app/dist ./dist
RUN mkdir var && chown node:node var
USER node
# To a container, 127.0.0.1 is itself alone; who may reach it is said where it is started, by its ports.
ENV NODE_ENV=production TIMELINE_HOST=0.0.0.0 TIMELINE_PORT=8080 TIMELINE_LOG_LEVEL=info
VOLUME /app/var
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.TIMELINE_PORT + '/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "packages/cli/src/timeline.cjs"]
CMD ["start", "--serve"]
