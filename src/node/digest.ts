import { hash } from 'node:crypto';
import type { Digest } from '../core/ports.js';

/** 132 bits of SHA-256 as base64: far from any accidental collision, and short as a map key. */
export const shortDigest: Digest = (text) => hash('sha256', text, 'base64').slice(0, 22);
