/** Names that mean something in C, or in what is written around the arrays. */
export const reserved: readonly string[] = (
  "auto break case char const continue default do double else enum extern float for goto if inline int long register " +
  "restrict return short signed sizeof static struct switch typedef union unsigned void volatile while main NAN INFINITY " +
  "LANES PANEL INLINE FUSED FUSES LANEWISE f32_add_product f64_add_product f32v_add_product f64v_add_product f32v f64v f32s f64s memcpy memset size_t uint8_t int32_t uint32_t uint64_t threefry size near " +
  "memory notes first count done step i j l o r c i0 l0 from to lane lanes best place candidate result row rows label " +
  "panel columns vectors is_short height depth width key counter factor sum depth value " +
  "crew crew_share crew_member crew_threads crew_wait crew_run thread threads part"
).split(" ");
