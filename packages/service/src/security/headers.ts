import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import fastifyPlugin from 'fastify-plugin';
import type { ServiceContext } from '../context/context.ts';

/** What browsers are told: nothing is loaded from elsewhere, nothing is framed, and no other origin reads answers unless named. */
export const headers = ({ settings: { origins } }: ServiceContext) =>
  fastifyPlugin(async (app) => {
    await app.register(helmet, {
      global: true,
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          baseUri: ["'none'"],
          connectSrc: ["'self'"],
          fontSrc: ["'self'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
          imgSrc: ["'self'", 'data:'],
          manifestSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'"],
        },
      },
      // told by whoever ends TLS in front of this service, who knows whether all of its names have it
      strictTransportSecurity: false,
      frameguard: { action: 'deny' },
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginResourcePolicy: { policy: origins.length > 0 ? 'cross-origin' : 'same-origin' },
    });
    if (origins.length === 0) return;
    await app.register(cors, {
      origin: [...origins],
      methods: ['GET', 'HEAD'],
      allowedHeaders: ['authorization', 'accept', 'if-none-match', 'last-event-id'],
      exposedHeaders: ['etag', 'link', 'last-modified', 'attribution'],
      credentials: false,
      maxAge: 600,
    });
  });
