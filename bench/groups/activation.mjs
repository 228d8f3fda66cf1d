export const activation = {
  figures: {},
  async measure() {
    return {};
  },
};
