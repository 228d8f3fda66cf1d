export const latency = {
  figures: {},
  async measure() {
    return {};
  },
};
